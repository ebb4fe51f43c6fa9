/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanner: one pass over the bytes of a calendar that hands out whole components, with limits that hold. */
#include "ics-scanner.h"

#include <string.h>

#define MAX_NAME 24

/* A component that has begun and not yet ended. Without a part its properties are passed over. */
typedef struct {
  NudgeIcsPartKind kind;
  char name[MAX_NAME];
  guint line;
  NudgeIcsPart *part;
} Frame;

typedef struct {
  const char *pos;
  const char *end;
  guint line; /* of the bytes at @pos, from 1 */
  Frame stack[NUDGE_ICS_MAX_DEPTH];
  guint depth;
  guint too_deep; /* components below the deepest that is allowed */
  guint n_components;
  guint n_begun;
  guint n_properties; /* of the present item */
  gsize n_bytes;
  GString *scratch;
  const NudgeIcsTaker *taker;
  NudgeIcsReport *report;
  NudgeIcsReport *structure; /* the same, or NULL where another pass tells of the structure */
} Scanner;

/* Whether a part of that kind stands for itself; all others belong to the one around them. */
static gboolean
is_outermost (NudgeIcsPartKind kind)
{
  return nudge_ics_part_kind_is_item (kind) || kind == NUDGE_ICS_CALENDAR;
}

static Frame *
top_frame (Scanner *s)
{
  return s->depth == 0 ? NULL : &s->stack[s->depth - 1];
}

/* The frame of the item that is open, or NULL. */
static Frame *
item_frame (Scanner *s)
{
  for (guint i = 0; i < s->depth; i++)
    if (nudge_ics_part_kind_is_item (s->stack[i].kind))
      return &s->stack[i];
  return NULL;
}

/* Gives up on the open item: the rest of it is passed over. Parts inside belong to it and go with it. */
static void
refuse_item (Scanner *s, const char *reason)
{
  Frame *item = item_frame (s);
  NudgeIcsPart *part = item == NULL ? NULL : item->part;

  if (part == NULL)
    return;
  nudge_ics_report_add (s->report, item->line, NUDGE_SEVERITY_ERROR, "%s is left out: %s", item->name, reason);
  for (Frame *frame = item; frame <= top_frame (s); frame++)
    frame->part = NULL;
  nudge_ics_part_free (part);
}

static void
drop_frame (Scanner *s)
{
  Frame *frame = top_frame (s);
  gboolean owns = frame->part != NULL && is_outermost (frame->kind);

  if (owns)
    nudge_ics_part_free (frame->part);
  else if (frame->part != NULL) /* the last one of the parts of its item */
    g_ptr_array_set_size (frame[-1].part->parts, (gint) frame[-1].part->parts->len - 1);
  s->depth--;
}

static void
drop_unended (Scanner *s, const char *what, const char *name, guint line)
{
  Frame *frame = top_frame (s);

  nudge_ics_report_add (s->structure, frame->line, NUDGE_SEVERITY_ERROR,
                        "%s is left out: its END:%s is missing before %s:%s in line %u", frame->name, frame->name,
                        what, name, line);
  drop_frame (s);
}

static NudgeIcsPart *
make_part (Scanner *s, NudgeIcsPartKind kind, guint line)
{
  Frame *parent = top_frame (s);
  NudgeIcsPart *part;

  if ((s->taker->wanted & (1u << kind)) == 0)
    return NULL;
  if (is_outermost (kind))
    return nudge_ics_part_new (kind, line, TRUE);
  if (parent == NULL || parent->part == NULL || !nudge_ics_part_kind_is_item (parent->kind))
    return NULL;
  part = nudge_ics_part_new (kind, line, FALSE);
  g_ptr_array_add (parent->part->parts, part);
  return part;
}

static gboolean
count_component (Scanner *s, NudgeIcsPartKind kind, guint line)
{
  if (kind != NUDGE_ICS_EVENT && kind != NUDGE_ICS_TODO)
    return TRUE;
  s->n_components++;
  if (s->n_components == NUDGE_ICS_MAX_COMPONENTS + 1)
    nudge_ics_report_add (s->structure, line, NUDGE_SEVERITY_ERROR,
                          "this and all later items are left out: a file can have %d; split it",
                          NUDGE_ICS_MAX_COMPONENTS);
  return s->n_components <= NUDGE_ICS_MAX_COMPONENTS;
}

/* What cannot stand inside what is open ends that: somebody forgot an END. */
static void
end_forgotten (Scanner *s, NudgeIcsPartKind kind, guint line)
{
  const char *name = nudge_ics_part_kind_to_text (kind);
  gboolean is_top = is_outermost (kind);

  while (is_top && s->depth > 0 && (top_frame (s)->kind != NUDGE_ICS_CALENDAR || kind == NUDGE_ICS_CALENDAR))
    drop_unended (s, "BEGIN", name, line);
  if (kind == NUDGE_ICS_ALARM && s->depth > 0 && top_frame (s)->kind == NUDGE_ICS_ALARM)
    drop_unended (s, "BEGIN", name, line);
}

static void
begin_component (Scanner *s, const char *name, guint line)
{
  NudgeIcsPartKind kind = nudge_ics_part_kind_from_text (name);
  NudgeIcsPart *part;
  Frame *frame;

  s->n_begun++;
  end_forgotten (s, kind, line);
  if (s->depth == NUDGE_ICS_MAX_DEPTH || s->too_deep > 0)
    {
      refuse_item (s, "it has components inside each other deeper than any calendar needs");
      s->too_deep++;
      return;
    }
  if (nudge_ics_part_kind_is_item (kind))
    {
      s->n_properties = 0;
      s->n_bytes = 0;
    }
  part = count_component (s, kind, line) ? make_part (s, kind, line) : NULL;
  frame = &s->stack[s->depth++];
  frame->kind = kind;
  frame->line = line;
  frame->part = part;
  g_strlcpy (frame->name, name, MAX_NAME);
}

static void
take_top (Scanner *s)
{
  Frame *frame = top_frame (s);
  gboolean owns = frame->part != NULL && is_outermost (frame->kind);

  if (owns)
    {
      s->taker->take (frame->part, s->taker->data);
      nudge_ics_part_free (frame->part);
    }
  s->depth--;
}

static void
end_component (Scanner *s, const char *name, guint line)
{
  guint depth = s->depth;

  if (s->too_deep > 0)
    {
      s->too_deep--;
      return;
    }
  while (depth > 0 && g_ascii_strncasecmp (s->stack[depth - 1].name, name, MAX_NAME - 1) != 0)
    depth--;
  if (depth == 0)
    {
      g_autofree char *quote = nudge_ics_quote (name);

      nudge_ics_report_add (s->structure, line, NUDGE_SEVERITY_ERROR, "END:%s has no BEGIN:%s before it", quote, quote);
      return;
    }
  while (s->depth > depth)
    drop_unended (s, "END", s->stack[depth - 1].name, line);
  take_top (s);
}

static void
report_unknown (Scanner *s, const char *text, gsize length, guint line)
{
  g_autofree char *name = g_strndup (text, MIN (length, 40));
  gboolean is_own = g_ascii_strncasecmp (name, "X-NUDGED-", 9) == 0;
  const char *nearest;

  if ((!is_own && g_ascii_strncasecmp (name, "X-", 2) == 0) || nudge_ics_name_is_passed_over (name, strlen (name)))
    return;
  nearest = nudge_ics_report_nearest (s->structure, name, nudge_ics_name_list ());
  if (nearest != NULL || is_own)
    {
      g_autofree char *quote = nudge_ics_quote (name);

      nudge_ics_report_add (s->structure, line, NUDGE_SEVERITY_WARNING,
                            nearest != NULL ? "“%s” is no known property and is ignored; did you mean %s?"
                                            : "“%s” is no known property and is ignored",
                            quote, nearest);
    }
}

static void
report_no_property (Scanner *s, const char *text, guint line)
{
  g_autofree char *quote = nudge_ics_quote (text);

  nudge_ics_report_add (s->structure, line, NUDGE_SEVERITY_ERROR,
                        "“%s” is not a property; expected NAME:value, or a space before the continuation of a line",
                        quote);
}

/* Bytes of the line end at @p: LF, CR, CR LF, or CR CR LF as careless converters leave it. */
static gsize
end_length (Scanner *s, const char *p)
{
  gsize left = (gsize) (s->end - p);

  if (left >= 3 && p[0] == '\r' && p[1] == '\r' && p[2] == '\n')
    return 3;
  if (left >= 2 && p[0] == '\r' && p[1] == '\n')
    return 2;
  return left >= 1 ? 1 : 0;
}

/* Moves past one physical line and gives its bytes without the line end. */
static gsize
next_physical (Scanner *s, const char **start)
{
  const char *p = s->pos;
  gsize length;

  *start = p;
  while (p < s->end && *p != '\n' && *p != '\r')
    p++;
  length = (gsize) (p - *start);
  s->pos = p + end_length (s, p);
  s->line++;
  return length;
}

static gboolean
is_folded (Scanner *s)
{
  return s->pos < s->end && (*s->pos == ' ' || *s->pos == '\t');
}

/* Continuation lines, appended without their first character while they fit. Returns the longest physical line. */
static gsize
unfold (Scanner *s, gboolean keep)
{
  gsize longest = 0;

  while (is_folded (s))
    {
      const char *start;
      gsize length = next_physical (s, &start);

      longest = MAX (longest, length);
      if (keep && s->scratch->len <= NUDGE_ICS_MAX_LINE)
        g_string_append_len (s->scratch, start + 1, (gssize) length - 1);
    }
  return longest;
}

static gboolean
fits (Scanner *s, gsize longest)
{
  s->n_bytes += s->scratch->len;
  if (longest > NUDGE_ICS_MAX_PHYSICAL_LINE)
    refuse_item (s, "it has a line of more than 64 KiB; fold long lines");
  else if (s->scratch->len > NUDGE_ICS_MAX_LINE)
    refuse_item (s, "it has a property of more than 1 MiB");
  else if (s->n_bytes > NUDGE_ICS_MAX_COMPONENT)
    refuse_item (s, "its properties are larger than 256 KiB together");
  else
    return TRUE;
  return FALSE;
}

/* The root part that owns the text of @frame's part. */
static GStringChunk *
text_of (Scanner *s, const Frame *frame)
{
  Frame *item = item_frame (s);

  return item != NULL ? item->part->text : frame->part->text;
}

static void
keep_line (Scanner *s, NudgeIcsName name, guint line_number)
{
  Frame *frame = top_frame (s);
  NudgeIcsLine line = { .name = name, .line = line_number };
  char *text = g_string_chunk_insert_len (text_of (s, frame), s->scratch->str, (gssize) s->scratch->len);

  if (nudge_ics_line_split (text, &line))
    g_array_append_val (frame->part->lines, line);
  else
    report_no_property (s, text, line_number);
}

static void
handle_structure (Scanner *s, NudgeIcsName name, guint line)
{
  NudgeIcsLine parts = { 0 };

  if (!nudge_ics_line_split (s->scratch->str, &parts) || *parts.value == '\0')
    {
      report_no_property (s, s->scratch->str, line);
      return;
    }
  g_strchomp ((char *) parts.value);
  if (name == NUDGE_ICS_BEGIN)
    begin_component (s, parts.value, line);
  else
    end_component (s, parts.value, line);
}

/* A property that is not read is not kept either; here only somebody's typing error is of interest. */
static void
pass_over (Scanner *s, const char *start, gsize length, guint line)
{
  gsize name_length = nudge_ics_name_length (start, length);

  if (name_length == 0 || name_length == length)
    {
      g_autofree char *text = g_strndup (start, MIN (length, 256));

      report_no_property (s, text, line);
    }
  else if (top_frame (s) != NULL && top_frame (s)->part != NULL)
    report_unknown (s, start, name_length, line);
  unfold (s, FALSE);
}

/* Whether the name goes on in the next physical line. */
static gboolean
is_name_folded (Scanner *s, const char *start, gsize length)
{
  return is_folded (s) && nudge_ics_name_length (start, length) == length;
}

static void
handle_line (Scanner *s, NudgeIcsName name, gsize longest, guint line)
{
  Frame *frame = top_frame (s);

  if (name == NUDGE_ICS_BEGIN || name == NUDGE_ICS_END)
    handle_structure (s, name, line);
  else if (name != NUDGE_ICS_OTHER && s->too_deep == 0 && frame != NULL && frame->part != NULL && fits (s, longest))
    keep_line (s, name, line);
}

static void
count_property (Scanner *s)
{
  if (s->n_properties < G_MAXUINT)
    s->n_properties++;
  if (s->n_properties == NUDGE_ICS_MAX_PROPERTIES + 1)
    refuse_item (s, "it has more than 2,000 properties");
}

static void
scan_line (Scanner *s)
{
  guint line = s->line;
  const char *start;
  gsize longest = next_physical (s, &start);
  NudgeIcsName name = nudge_ics_name_from_text (start, nudge_ics_name_length (start, longest));

  if (longest == 0)
    return;
  count_property (s);
  if (name == NUDGE_ICS_OTHER && !is_name_folded (s, start, longest))
    {
      pass_over (s, start, longest, line);
      return;
    }
  g_string_truncate (s->scratch, 0);
  g_string_append_len (s->scratch, start, (gssize) MIN (longest, NUDGE_ICS_MAX_PHYSICAL_LINE + 1));
  longest = MAX (longest, unfold (s, TRUE));
  if (name == NUDGE_ICS_OTHER)
    name = nudge_ics_name_from_text (s->scratch->str, nudge_ics_name_length (s->scratch->str, s->scratch->len));
  handle_line (s, name, longest, line);
}

static void
report_unended (Scanner *s)
{
  for (guint i = s->depth; i > 0; i--)
    nudge_ics_report_add (s->structure, s->stack[i - 1].line, NUDGE_SEVERITY_ERROR,
                          "the file ends in the middle of this %s: END:%s is missing", s->stack[i - 1].name,
                          s->stack[i - 1].name);
}

gboolean
nudge_ics_scan (const char *data, gsize length, const NudgeIcsTaker *taker, NudgeIcsReport *report)
{
  g_autoptr(GString) scratch = g_string_sized_new (256);
  Scanner s = { .pos = data, .end = data + length, .line = 1, .scratch = scratch, .taker = taker, .report = report };
  gboolean is_whole;

  s.structure = taker->is_before ? NULL : report;
  while (s.pos < s.end)
    scan_line (&s);
  is_whole = s.depth == 0 && s.n_begun > 0;
  report_unended (&s);
  while (s.depth > 0)
    drop_frame (&s);
  return is_whole;
}
