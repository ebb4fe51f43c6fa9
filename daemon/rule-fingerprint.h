/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprint: one number for many values, the same in every run (FNV-1a). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_FINGERPRINT_NEW: the fingerprint of nothing */
#define NUDGE_FINGERPRINT_NEW G_GUINT64_CONSTANT (0xcbf29ce484222325)

/** nudge_fingerprint_add_text: @text: (nullable). Returns: @hash with @text mixed in; %NULL differs from "" */
guint64 nudge_fingerprint_add_text (guint64 hash, const char *text);

/** nudge_fingerprint_add_number: Returns: @hash with @number mixed in */
guint64 nudge_fingerprint_add_number (guint64 hash, gint64 number);

G_END_DECLS
