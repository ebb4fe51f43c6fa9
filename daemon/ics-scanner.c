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
} Scanner;

static const struct
{
  const char *name;
  NudgeIcsPartKind kind;
} kinds[] = {
  { "VCALENDAR", NUDGE_ICS_CALENDAR },      { "VEVENT", NUDGE_ICS_EVENT },
  { "VTODO", NUDGE_ICS_TODO },              { "VTIMEZONE", NUDGE_ICS_TIMEZONE },
  { "VALARM", NUDGE_ICS_ALARM },            { "STANDARD", NUDGE_ICS_STANDARD },
  { "DAYLIGHT", NUDGE_ICS_DAYLIGHT },       { "VJOURNAL", NUDGE_ICS_OTHER_ITEM },
  { "VFREEBUSY", NUDGE_ICS_OTHER_ITEM },    { "VAVAILABILITY", NUDGE_ICS_OTHER_ITEM },
};

const char *
nudge_ics_part_kind_to_text (NudgeIcsPartKind kind)
{
  return kind < NUDGE_ICS_OTHER_ITEM ? kinds[kind].name : "component";
}

static NudgeIcsPartKind
kind_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (name, kinds[i].name) == 0)
      return kinds[i].kind;
  return NUDGE_ICS_OTHER_PART;
}

/* Components that stand directly in a calendar: none of them can be inside another. */
static gboolean
is_item (NudgeIcsPartKind kind)
{
  return kind == NUDGE_ICS_EVENT || kind == NUDGE_ICS_TODO || kind == NUDGE_ICS_TIMEZONE
         || kind == NUDGE_ICS_OTHER_ITEM;
}

const NudgeIcsLine *
nudge_ics_part_find (const NudgeIcsPart *part, NudgeIcsName name)
{
  for (guint i = 0; i < part->lines->len; i++)
    if (g_array_index (part->lines, NudgeIcsLine, i).name == name)
      return &g_array_index (part->lines, NudgeIcsLine, i);
  return NULL;
}

static void
part_free (NudgeIcsPart *part)
{
  g_array_unref (part->lines);
  g_ptr_array_unref (part->parts);
  if (part->text != NULL)
    g_string_chunk_free (part->text);
  g_free (part);
}

static NudgeIcsPart *
part_new (NudgeIcsPartKind kind, guint line)
{
  NudgeIcsPart *part = g_new0 (NudgeIcsPart, 1);

  part->kind = kind;
  part->line = line;
  part->lines = g_array_new (FALSE, FALSE, sizeof (NudgeIcsLine));
  part->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return part;
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
    if (is_item (s->stack[i].kind))
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
  part_free (part);
}

static void
drop_frame (Scanner *s)
{
  Frame *frame = top_frame (s);
  gboolean owns = frame->part != NULL && (is_item (frame->kind) || frame->kind == NUDGE_ICS_CALENDAR);

  if (owns)
    part_free (frame->part);
  else if (frame->part != NULL) /* the last one of the parts of its item */
    g_ptr_array_set_size (frame[-1].part->parts, (gint) frame[-1].part->parts->len - 1);
  s->depth--;
}

static void
drop_unended (Scanner *s, const char *before, guint line)
{
  Frame *frame = top_frame (s);

  nudge_ics_report_add (s->report, frame->line, NUDGE_SEVERITY_ERROR,
                        "%s is left out: its END:%s is missing before %s in line %u", frame->name, frame->name,
                        before, line);
  drop_frame (s);
}

static NudgeIcsPart *
make_part (Scanner *s, NudgeIcsPartKind kind, guint line)
{
  Frame *parent = top_frame (s);
  NudgeIcsPart *part;

  if ((s->taker->wanted & (1u << kind)) == 0)
    return NULL;
  if (is_item (kind) || kind == NUDGE_ICS_CALENDAR)
    {
      part = part_new (kind, line);
      part->text = g_string_chunk_new (1024);
      return part;
    }
  if (parent == NULL || parent->part == NULL || !is_item (parent->kind))
    return NULL;
  part = part_new (kind, line);
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
    nudge_ics_report_add (s->report, line, NUDGE_SEVERITY_ERROR,
                          "this and all later items are left out: a file can have %d; split it",
                          NUDGE_ICS_MAX_COMPONENTS);
  return s->n_components <= NUDGE_ICS_MAX_COMPONENTS;
}

/* What cannot stand inside what is open ends that: somebody forgot an END. */
static void
end_forgotten (Scanner *s, NudgeIcsPartKind kind, guint line)
{
  g_autofree char *before = g_strdup_printf ("BEGIN:%s", nudge_ics_part_kind_to_text (kind));
  gboolean is_top = is_item (kind) || kind == NUDGE_ICS_CALENDAR;

  while (is_top && s->depth > 0 && (top_frame (s)->kind != NUDGE_ICS_CALENDAR || kind == NUDGE_ICS_CALENDAR))
    drop_unended (s, before, line);
  if (kind == NUDGE_ICS_ALARM && s->depth > 0 && top_frame (s)->kind == NUDGE_ICS_ALARM)
    drop_unended (s, before, line);
}

static void
begin_component (Scanner *s, const char *name, guint line)
{
  NudgeIcsPartKind kind = kind_from_name (name);
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
  if (is_item (kind))
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
  gboolean owns = frame->part != NULL && (is_item (frame->kind) || frame->kind == NUDGE_ICS_CALENDAR);

  if (owns)
    {
      s->taker->take (frame->part, s->taker->data);
      part_free (frame->part);
    }
  s->depth--;
}

static void
end_component (Scanner *s, const char *name, guint line)
{
  g_autofree char *before = g_strdup_printf ("END:%.*s", MAX_NAME, name);
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

      nudge_ics_report_add (s->report, line, NUDGE_SEVERITY_ERROR, "END:%s has no BEGIN:%s before it", quote, quote);
      return;
    }
  while (s->depth > depth)
    drop_unended (s, before, line);
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
  nearest = nudge_ics_report_nearest (s->report, name, nudge_ics_name_list ());
  if (nearest != NULL || is_own)
    {
      g_autofree char *quote = nudge_ics_quote (name);

      nudge_ics_report_add (s->report, line, NUDGE_SEVERITY_WARNING,
                            nearest != NULL ? "“%s” is no known property and is ignored; did you mean %s?"
                                            : "“%s” is no known property and is ignored",
                            quote, nearest);
    }
}

static void
report_no_property (Scanner *s, const char *text, guint line)
{
  g_autofree char *quote = nudge_ics_quote (text);

  nudge_ics_report_add (s->report, line, NUDGE_SEVERITY_ERROR,
                        "“%s” is not a property; expected NAME:value, or a space before the continuation of a line",
                        quote);
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
  if (p < s->end && *p == '\r' && p + 1 < s->end && p[1] == '\n')
    p++;
  s->pos = p < s->end ? p + 1 : p;
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
keep_line (Scanner *s, guint line_number)
{
  Frame *frame = top_frame (s);
  NudgeIcsLine line = { .line = line_number };
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

/* Whether the first physical line holds the name of a property that is not read, so that the rest need not be kept. */
static gboolean
is_passed_over (Scanner *s, const char *start, gsize length, guint line)
{
  gsize name_length = nudge_ics_name_length (start, length);

  if (name_length == length && is_folded (s))
    return FALSE;
  if (nudge_ics_name_from_text (start, name_length) != NUDGE_ICS_OTHER)
    return FALSE;
  if (name_length == 0 || name_length == length)
    {
      g_autofree char *text = g_strndup (start, MIN (length, 256));

      report_no_property (s, text, line);
    }
  else if (top_frame (s) != NULL && top_frame (s)->part != NULL)
    report_unknown (s, start, name_length, line);
  return TRUE;
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
  gboolean skip = longest == 0 || is_passed_over (s, start, longest, line);
  NudgeIcsName name;

  g_string_truncate (s->scratch, 0);
  if (!skip)
    g_string_append_len (s->scratch, start, (gssize) MIN (longest, NUDGE_ICS_MAX_PHYSICAL_LINE + 1));
  longest = MAX (longest, unfold (s, !skip));
  if (longest > 0)
    count_property (s);
  if (skip)
    return;
  name = nudge_ics_name_from_text (s->scratch->str, nudge_ics_name_length (s->scratch->str, s->scratch->len));
  if (name == NUDGE_ICS_BEGIN || name == NUDGE_ICS_END)
    handle_structure (s, name, line);
  else if (name != NUDGE_ICS_OTHER && s->too_deep == 0 && top_frame (s) != NULL && top_frame (s)->part != NULL
           && fits (s, longest))
    keep_line (s, line);
}

static void
report_unended (Scanner *s)
{
  for (guint i = s->depth; i > 0; i--)
    nudge_ics_report_add (s->report, s->stack[i - 1].line, NUDGE_SEVERITY_ERROR,
                          "the file ends in the middle of this %s: END:%s is missing", s->stack[i - 1].name,
                          s->stack[i - 1].name);
}

gboolean
nudge_ics_scan (const char *data, gsize length, const NudgeIcsTaker *taker, NudgeIcsReport *report)
{
  g_autoptr (GString) scratch = g_string_sized_new (256);
  Scanner s = { .pos = data, .end = data + length, .line = 1, .scratch = scratch, .taker = taker, .report = report };
  gboolean is_whole;

  while (s.pos < s.end)
    scan_line (&s);
  is_whole = s.depth == 0 && s.n_begun > 0;
  report_unended (&s);
  while (s.depth > 0)
    drop_frame (&s);
  return is_whole;
}
