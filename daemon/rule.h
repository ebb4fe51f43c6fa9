/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule: one item of a calendar file with all its instances and alarms; answers when it is due next. */
#pragma once

#include "civil-time.h"
#include "occurrence.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeOrigin: whose nudge it is; decides what may hold it (`hold` in `[hours]`).
 * @NUDGE_ORIGIN_OWN: a person's own nudge
 * @NUDGE_ORIGIN_PACK: from a shipped or shared pack
 * @NUDGE_ORIGIN_PLAN: from a started plan
 * @NUDGE_ORIGIN_SOURCE: from a calendar of another program, `[source NAME]`
 */
typedef enum {
  NUDGE_ORIGIN_OWN,
  NUDGE_ORIGIN_PACK,
  NUDGE_ORIGIN_PLAN,
  NUDGE_ORIGIN_SOURCE,
} NudgeOrigin;

/** NudgeAsk: what the buttons and the reply ask (X-NUDGED-ASK). */
typedef enum {
  NUDGE_ASK_NONE,
  NUDGE_ASK_MOOD,
  NUDGE_ASK_WORD,
  NUDGE_ASK_NOTE,
  NUDGE_ASK_REFLECT,
} NudgeAsk;

/** NudgeMissed: whether it is shown after its grace (X-NUDGED-MISSED); UNSET leaves it to the settings. */
typedef enum {
  NUDGE_MISSED_UNSET,
  NUDGE_MISSED_SHOW,
  NUDGE_MISSED_DROP,
} NudgeMissed;

/** NUDGE_SPAN_UNSET: a span that the file does not give, so that the settings decide. */
#define NUDGE_SPAN_UNSET ((GTimeSpan) -1)

/** NudgeDesk: what a rule has to know of the place it is evaluated at. */
typedef struct {
  NudgeZone *zone;      /* zone of floating times and dates */
  GTimeSpan all_day;    /* time of day at which an all-day item without alarm is due */
} NudgeDesk;

/**
 * NudgeRule: immutable and reference-counted; read the fields, never write them.
 *
 * All texts are valid UTF-8 without control characters but newline (body texts only).
 * What the evaluation needs is behind @schedule.
 */
typedef struct _NudgeSchedule NudgeSchedule;

struct _NudgeRule {
  char *uid;              /* UID; where the file has none, one made of file name and line */
  char *summary;          /* SUMMARY of the master, at most 1 KiB; never empty: "(no title)" */
  char *description;      /* (nullable) DESCRIPTION, at most 16 KiB */
  char **prompts;         /* X-NUDGED-PROMPT in the chosen language, NULL-terminated, may be empty */
  char *why;              /* (nullable) X-NUDGED-WHY */
  char *category;         /* one of nudge_category_list(), else NUDGE_CATEGORY_OTHER */
  char *words;            /* its times in plain English, such as "every weekday at 9:00" */
  char *file;             /* where it was read */
  guint line;             /* of its BEGIN, from 1 */
  char *source;           /* name of the pack, plan or source; "" for own nudges */
  NudgeOrigin origin;
  NudgeAsk ask;
  NudgeMissed missed;
  GTimeSpan room;         /* X-NUDGED-ROOM or NUDGE_SPAN_UNSET */
  GTimeSpan grace;        /* X-NUDGED-GRACE or NUDGE_SPAN_UNSET */
  GTimeSpan credit;       /* X-NUDGED-CREDIT or NUDGE_SPAN_UNSET */
  gboolean recurs;        /* has an RRULE or RDATE */
  gboolean is_private;    /* CLASS:PRIVATE or CONFIDENTIAL */
  guint64 fingerprint;    /* of all that decides what is shown and when: equal means unchanged */
  NudgeSchedule *schedule;
};

NudgeRule *nudge_rule_ref (NudgeRule *rule);
void nudge_rule_unref (NudgeRule *rule);

/**
 * nudge_rule_next_after:
 * @desk: the place
 * @after: look strictly later than this
 *
 * Due times that fall on the same instant (two alarms of one instance) come as one.
 *
 * Returns: (transfer full) (nullable): the next occurrence, or %NULL when the rule has ended
 */
NudgeOccurrence *nudge_rule_next_after (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after);

/**
 * nudge_rule_last_before:
 * @after: look strictly later than this
 * @until: and not later than this
 * @n_due: (out) (optional): how many are due in between; counting stops at 1,000
 *
 * For catching up: what is missed coalesces to its last occurrence.
 *
 * Returns: (transfer full) (nullable): the last occurrence due in (@after, @until]
 */
NudgeOccurrence *nudge_rule_last_before (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after, NudgeTime until,
                                         guint *n_due);

/** nudge_origin_to_string: Returns: `own`, `pack`, `plan` or `source` */
const char *nudge_origin_to_string (NudgeOrigin origin);

/** nudge_ask_to_string: Returns: `none`, `mood`, `word`, `note` or `reflect` */
const char *nudge_ask_to_string (NudgeAsk ask);

/** nudge_ask_from_string: any case. Returns: whether @text is one of them; only then @ask is set */
gboolean nudge_ask_from_string (const char *text, NudgeAsk *ask);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeRule, nudge_rule_unref)

G_END_DECLS
