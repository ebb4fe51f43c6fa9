/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tools for tests of calendars: from text to rules, and from rules to lists of times that a person can read. */
#pragma once

#include "ics-parser.h"

G_BEGIN_DECLS

/** CRLF: the end of a line */
#define CRLF "\r\n"

/** ics_lines: Returns: (transfer full): @text with a line end for each `|` */
char *ics_lines (const char *text);

/** ics_calendar: Returns: (transfer full): @body between BEGIN:VCALENDAR and END:VCALENDAR; `|` in it ends a line */
char *ics_calendar (const char *body);

/** ics_parse: Returns: (transfer full): what a calendar around @body gives, read as `test.ics` of the person's own */
NudgeIcsResult *ics_parse (const char *body);

/** ics_parse_as: as ics_parse(), with another idea of what makes items due */
NudgeIcsResult *ics_parse_as (const char *body, NudgeIcsAlarms alarms);

/** ics_parse_bytes: reads @data as it is; @length -1 means up to its NUL */
NudgeIcsResult *ics_parse_bytes (const char *data, gssize length, NudgeIcsAlarms alarms);

/** ics_rule: Returns: (transfer none): the only rule of @result */
NudgeRule *ics_rule (NudgeIcsResult *result);

/** ics_at: Returns: the instant of `2026-03-02 09:00` (or `… 09:00:30`) in @zone */
NudgeTime ics_at (const char *text, const char *zone);

/**
 * ics_due_list:
 * @zone: of the desk and of the texts
 * @from: as for ics_at(): look at or after this
 * @n: at most so many
 *
 * Returns: (transfer full): such as `2026-03-02 09:00 alarm; 2026-03-03 09:00 alarm`
 */
char *ics_due_list (NudgeRule *rule, const char *zone, const char *from, guint n);

/** ics_due_titles: as ics_due_list(), with the title in place of the kind */
char *ics_due_titles (NudgeRule *rule, const char *zone, const char *from, guint n);

/** ics_problem_list: Returns: (transfer full): such as `3 error: …; 5 warning: …` */
char *ics_problem_list (NudgeIcsResult *result);

/** ics_find: Returns: (transfer none): the rule with that title; aborts when there is none */
NudgeRule *ics_find (NudgeIcsResult *result, const char *summary);

/** ics_event: Returns: (transfer full): a VEVENT with the title "Walk" and @lines, where `|` ends a line */
char *ics_event (const char *lines);

G_END_DECLS
