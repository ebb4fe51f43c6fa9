/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence bench: what the next instance costs, for old and young starts, and at worst for hostile rules. */
#include "recurrence-help.h"

#include <glib.h>

#include <stdlib.h>
#include <time.h>

#define ROUNDS 20000
#define RANDOM_RULES 20000

static gint64
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static const char *const everyday[] = {
  "FREQ=DAILY", "FREQ=DAILY;COUNT=20000", "FREQ=DAILY;BYHOUR=9,11,13;BYMINUTE=0", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=WEEKLY;COUNT=3000", "FREQ=MONTHLY;BYDAY=-1FR",
  "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "FREQ=YEARLY",
  "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
  "FREQ=HOURLY;INTERVAL=2;BYHOUR=9,11,13,15;BYDAY=MO,TU,WE,TH,FR", "FREQ=MINUTELY;INTERVAL=20",
  "FREQ=MINUTELY;INTERVAL=20;COUNT=9000000", "FREQ=SECONDLY",
};

static const char *const hostile[] = {
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
  "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2", "FREQ=HOURLY;BYMONTHDAY=30;BYMONTH=2",
  "FREQ=MINUTELY;BYMONTHDAY=30;BYMONTH=2", "FREQ=SECONDLY;BYMONTHDAY=30;BYMONTH=2",
  "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,3,5,7,9,11,13,15;BYDAY=MO",
  "FREQ=SECONDLY;INTERVAL=86399;BYSECOND=1;BYHOUR=3",
  "FREQ=MINUTELY;INTERVAL=7;BYMINUTE=5;BYSECOND=1,2;BYDAY=FR;BYMONTHDAY=13;BYMONTH=2;BYYEARDAY=44",
  "FREQ=SECONDLY;INTERVAL=604800;BYDAY=TU",
  "FREQ=SECONDLY;INTERVAL=49;BYDAY=MO;BYHOUR=0,7,14,21;BYMINUTE=0,7,14;BYSECOND=0",
  "FREQ=SECONDLY;INTERVAL=3;BYSECOND=0,1,2,3,4,5,6,7,8,9,10;COUNT=900000000",
  "FREQ=SECONDLY;INTERVAL=1;BYSECOND=1,3;BYMINUTE=1,2;COUNT=900000000",
  "FREQ=SECONDLY;INTERVAL=7919;BYHOUR=1,2,3;COUNT=99999999",
  "FREQ=SECONDLY;INTERVAL=3599;BYMINUTE=1,2,3;BYDAY=MO;COUNT=99999999", "FREQ=SECONDLY;COUNT=5000000000",
  "FREQ=MINUTELY;BYSECOND=1,2,3;BYSETPOS=4", "FREQ=HOURLY;BYMINUTE=1,2;BYSETPOS=366,-366",
  "FREQ=DAILY;BYHOUR=1;BYSETPOS=366", "FREQ=DAILY;BYSETPOS=1,2,366,-366,-1;BYHOUR=1;COUNT=999999",
  "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=YEARLY;BYDAY=53MO,-53MO", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
  "FREQ=YEARLY;INTERVAL=100000000000", "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
  "FREQ=WEEKLY;BYMONTH=2;INTERVAL=52;BYDAY=MO;BYSETPOS=7", "FREQ=DAILY;INTERVAL=7;BYDAY=SU;BYMONTH=1,3,5,7,9,11",
  "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYWEEKNO=1,2,3,4,5,-1,-2,-3;BYMONTH=7;BYHOUR=1,2,3;COUNT=99999999",
};

static NudgeRecurrence *
new_rule (const char *zone, const char *start, const char *rule)
{
  Example example = { zone, start, rule, NULL, NULL };

  return recurrence_of (&example, NULL);
}

static double
time_next (const char *start, const char *rule)
{
  g_autoptr(NudgeRecurrence) recurrence = new_rule ("Europe/Berlin", start, rule);
  g_autoptr(NudgeZone) desk = zone_named ("Europe/Berlin");
  NudgeTime from = seconds_of ("2026-03-02T08:00:00") * G_TIME_SPAN_SECOND;
  NudgeInstance instance = { 0 };
  gint64 begin;

  nudge_recurrence_next (recurrence, desk, from, &instance);
  begin = now_ns ();
  for (gint i = 0; i < ROUNDS; i++)
    nudge_recurrence_next (recurrence, desk, from + i * G_GINT64_CONSTANT (1000003), &instance);
  return (double) (now_ns () - begin) / ROUNDS;
}

/* the slowest call of construction, warning, first view and a walk of a few instances, in ns */
static gint64
time_worst (const char *zone, const char *start, const char *rule)
{
  g_autoptr(NudgeZone) desk = zone_named ("America/New_York");
  gint64 begin = now_ns ();
  g_autoptr(NudgeRecurrence) recurrence = new_rule (zone, start, rule);
  gint64 worst = now_ns () - begin;
  NudgeTime after = G_MININT64;
  NudgeInstance instance;
  gboolean is_there = recurrence != NULL;

  for (gint i = 0; is_there && i < 12; i++)
    {
      begin = now_ns ();
      is_there = nudge_recurrence_next (recurrence, desk, after, &instance);
      worst = MAX (worst, now_ns () - begin);
      after = i == 6 ? seconds_of ("2170-01-01T00:00:00") * G_TIME_SPAN_SECOND : instance.time;
    }
  return worst;
}

static void
print_everyday (void)
{
  g_print ("%-70s %10s %10s %6s\n", "next after a moment in 2026, ns a call", "start 2000", "start 2025",
           "ratio");
  for (gsize i = 0; i < G_N_ELEMENTS (everyday); i++)
    {
      double aged = time_next ("20000103T090000", everyday[i]);
      double young = time_next ("20250106T090000", everyday[i]);

      g_print ("%-70s %10.0f %10.0f %6.2f\n", everyday[i], aged, young, aged / young);
    }
}

static void
print_hostile (void)
{
  g_print ("\nslowest single call, us\n");
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    g_print ("%-100s %8.0f\n", hostile[i], (double) time_worst (NULL, "19000101T093000", hostile[i]) / 1000);
}

static void
print_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (42);
  static const char *const parts[] = { "INTERVAL=2", "INTERVAL=7", "INTERVAL=86399", "INTERVAL=3600", "BYMONTH=2",
                                       "BYMONTHDAY=30,31", "BYDAY=MO", "BYHOUR=1,5", "BYMINUTE=7,9", "BYSECOND=1,2,3",
                                       "BYSETPOS=-1,3", "BYYEARDAY=-1,60", "BYWEEKNO=53,-53", "COUNT=100000000" };
  static const char *const frequencies[] = { "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  g_autofree char *slowest = NULL;
  gint64 worst = 0;

  for (gint i = 0; i < RANDOM_RULES; i++)
    {
      g_autoptr(GString) rule = g_string_new ("FREQ=");
      gint64 spent;

      g_string_append (rule, frequencies[g_rand_int_range (random, 0, G_N_ELEMENTS (frequencies))]);
      for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
        if (g_rand_int_range (random, 0, 3) == 0)
          g_string_append_printf (rule, ";%s", parts[part]);
      spent = time_worst (i % 2 ? "Europe/Berlin" : NULL, "19700101T000000", rule->str);
      if (spent > worst)
        {
          worst = spent;
          g_free (slowest);
          slowest = g_strdup (rule->str);
        }
    }
  g_print ("\nslowest single call of %d random rules: %.0f us: %s\n", RANDOM_RULES, (double) worst / 1000, slowest);
}

int
main (void)
{
  print_everyday ();
  print_hostile ();
  print_random ();
  return 0;
}
