/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery fixture: a delivery between a fake desktop and a fake ledger, on Monday, 2 March 2026, in UTC. */
#pragma once

#include "delivery.h"
#include "fake-clock.h"
#include "fake-ledger.h"
#include "fake-presenter.h"
#include "fake-rule.h"

G_BEGIN_DECLS

/**
 * DeliveryFixture:
 * @now: only delivery_run_until() moves it
 * @presence: what the next delivery_set_presence() tells
 * @changes: `walk waiting, walk shown, walk ended missed`, since the last look
 */
typedef struct {
  FakePresenter *presenter;
  FakeLedger *ledger;
  NudgeSettings *settings;
  NudgeZone *zone;
  NudgeDelivery *delivery;
  NudgeTime now;
  NudgePresence presence;
  GString *changes;
} DeliveryFixture;

/** delivery_set_up: it is 9:00, nothing is known of the person, the settings are the default ones. */
void delivery_set_up (DeliveryFixture *f, gconstpointer data);
void delivery_tear_down (DeliveryFixture *f, gconstpointer data);

/** delivery_day_time: Returns: the instant of `09:30` on the day of the fixture, or of a whole date and time */
NudgeTime delivery_day_time (const char *text);

/** delivery_run_until: time passes; the delivery is woken whenever it wants to be. */
void delivery_run_until (DeliveryFixture *f, const char *time);

/** delivery_offer_own, _pack: offers a nudge that is due now. Returns: its id */
guint64 delivery_offer_own (DeliveryFixture *f, const char *uid);
guint64 delivery_offer_pack (DeliveryFixture *f, const char *uid);

/** delivery_offer_rule: offers an occurrence of @rule at @due. Returns: its id */
guint64 delivery_offer_rule (DeliveryFixture *f, NudgeRule *rule, const char *due);

/** delivery_tell_presence: gives @presence of the fixture to the delivery. */
void delivery_tell_presence (DeliveryFixture *f);

/** delivery_restart: a new delivery with the old ledger and an empty desktop. */
void delivery_restart (DeliveryFixture *f);

/** delivery_restart_with: as delivery_restart(), with what the ledger was when the old one was killed. */
void delivery_restart_with (DeliveryFixture *f, FakeLedger *ledger);

/** delivery_assert_story: checks what was recorded since the last look: `walk due, walk shown`. */
void delivery_assert_story (DeliveryFixture *f, const char *expected);

/** delivery_assert_desktop: checks what the desktop was told since the last look: `show 1, withdraw 1`. */
void delivery_assert_desktop (DeliveryFixture *f, const char *expected);

/** delivery_assert_changes: checks what listeners were told since the last look. */
void delivery_assert_changes (DeliveryFixture *f, const char *expected);

/** delivery_assert_state: checks state and reason of a live nudge; @reason (nullable). */
void delivery_assert_state (DeliveryFixture *f, guint64 id, NudgeState state, const char *reason);

/** delivery_assert_wake: checks when it wants to be woken; %NULL: never. */
void delivery_assert_wake (DeliveryFixture *f, const char *time);

#define DELIVERY_TEST(name, test) \
  g_test_add ("/delivery/" name, DeliveryFixture, NULL, delivery_set_up, test, delivery_tear_down)

G_END_DECLS
