/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inhibitors: which programs on the bus ask for silence, until they let go or leave. */
#include "inhibitors.h"

#include "nudge-error.h"

typedef struct {
  guint cookie;
  char *owner;
  char *app;
  char *reason;
} Inhibitor;

struct _NudgeInhibitors {
  GPtrArray *list; /* of Inhibitor */
  guint last_cookie;
};

static void
inhibitor_free (Inhibitor *inhibitor)
{
  g_free (inhibitor->owner);
  g_free (inhibitor->app);
  g_free (inhibitor->reason);
  g_free (inhibitor);
}

NudgeInhibitors *
nudge_inhibitors_new (void)
{
  NudgeInhibitors *self = g_new0 (NudgeInhibitors, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) inhibitor_free);
  return self;
}

void
nudge_inhibitors_free (NudgeInhibitors *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

static guint
count_of (NudgeInhibitors *self, const char *owner)
{
  guint n = 0;

  for (guint i = 0; i < self->list->len; i++)
    if (g_str_equal (((Inhibitor *) g_ptr_array_index (self->list, i))->owner, owner))
      n++;
  return n;
}

guint
nudge_inhibitors_add (NudgeInhibitors *self, const char *owner, const char *app, const char *reason, GError **error)
{
  Inhibitor *inhibitor;

  if (count_of (self, owner) >= NUDGE_INHIBITORS_MAX_PER_OWNER)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE,
                   "This program holds %d inhibitors already; release one by Uninhibit() first",
                   NUDGE_INHIBITORS_MAX_PER_OWNER);
      return 0;
    }
  inhibitor = g_new0 (Inhibitor, 1);
  inhibitor->cookie = ++self->last_cookie != 0 ? self->last_cookie : ++self->last_cookie;
  inhibitor->owner = g_strdup (owner);
  inhibitor->app = g_strdup (app);
  inhibitor->reason = g_strdup (reason);
  g_ptr_array_add (self->list, inhibitor);
  return inhibitor->cookie;
}

gboolean
nudge_inhibitors_remove (NudgeInhibitors *self, const char *owner, guint cookie, GError **error)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      Inhibitor *inhibitor = g_ptr_array_index (self->list, i);

      if (inhibitor->cookie == cookie && g_str_equal (inhibitor->owner, owner))
        {
          g_ptr_array_remove_index (self->list, i);
          return TRUE;
        }
    }
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND, "This program holds no inhibitor with the cookie %u",
               cookie);
  return FALSE;
}

guint
nudge_inhibitors_remove_owner (NudgeInhibitors *self, const char *owner)
{
  guint n = 0;

  for (guint i = self->list->len; i > 0; i--)
    if (g_str_equal (((Inhibitor *) g_ptr_array_index (self->list, i - 1))->owner, owner))
      {
        g_ptr_array_remove_index (self->list, i - 1);
        n++;
      }
  return n;
}

gboolean
nudge_inhibitors_has_owner (NudgeInhibitors *self, const char *owner)
{
  return count_of (self, owner) > 0;
}

guint
nudge_inhibitors_count (NudgeInhibitors *self)
{
  return self->list->len;
}
