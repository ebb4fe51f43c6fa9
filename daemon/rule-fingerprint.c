/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprint: one number for many values, the same in every run (FNV-1a). */
#include "rule-fingerprint.h"

#define PRIME G_GUINT64_CONSTANT (0x100000001b3)

guint64
nudge_fingerprint_add_text (guint64 hash, const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * PRIME;
  return (hash ^ (text == NULL ? 0x100 : 0x101)) * PRIME;
}

guint64
nudge_fingerprint_add_number (guint64 hash, gint64 number)
{
  guint64 bits = (guint64) number;

  for (gint i = 0; i < 8; i++, bits >>= 8)
    hash = (hash ^ (bits & 0xff)) * PRIME;
  return hash;
}
