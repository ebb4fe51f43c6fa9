/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TZif: the binary format of the system's time zones (RFC 8536), read with every length checked. */
#include "zone-tzif.h"

#include "zone-posix.h"

#include <string.h>

#define HEADER_SIZE 44
#define TYPE_SIZE 6
#define CHANGES_MAX 65536

typedef struct {
  const guint8 *data;
  gsize left;
} Reader;

/* RFC 8536, 3.1: how many of each a block has */
typedef struct {
  guint8 version;
  guint32 n_isut;
  guint32 n_isstd;
  guint32 n_leaps;
  guint32 n_changes;
  guint32 n_types;
  guint32 n_chars;
} Header;

/* RFC 8536, 3.2: the parts of a data block that matter for offsets */
typedef struct {
  gsize time_size;
  guint32 n_changes;
  guint32 n_types;
  const guint8 *times;
  const guint8 *indexes;
  const guint8 *types;
} Block;

static const guint8 *
take (Reader *reader, gsize size)
{
  const guint8 *start = reader->data;

  if (size > reader->left)
    return NULL;
  reader->data += size;
  reader->left -= size;
  return start;
}

static guint32
read_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gint64
read_time (const Block *block, guint32 index)
{
  const guint8 *bytes = block->times + index * block->time_size;

  if (block->time_size == 4)
    return (gint32) read_be32 (bytes);
  return (gint64) ((guint64) read_be32 (bytes) << 32 | read_be32 (bytes + 4));
}

static gboolean
read_header (Reader *reader, Header *header)
{
  const guint8 *bytes = take (reader, HEADER_SIZE);

  if (bytes == NULL || memcmp (bytes, "TZif", 4) != 0)
    return FALSE;
  header->version = bytes[4];
  header->n_isut = read_be32 (bytes + 20);
  header->n_isstd = read_be32 (bytes + 24);
  header->n_leaps = read_be32 (bytes + 28);
  header->n_changes = read_be32 (bytes + 32);
  header->n_types = read_be32 (bytes + 36);
  header->n_chars = read_be32 (bytes + 40);
  return header->n_types > 0 && header->n_types <= 256 && header->n_changes <= CHANGES_MAX
         && header->n_leaps <= CHANGES_MAX;
}

static gboolean
read_block (Reader *reader, const Header *header, gsize time_size, Block *block)
{
  block->time_size = time_size;
  block->n_changes = header->n_changes;
  block->n_types = header->n_types;
  block->times = take (reader, header->n_changes * time_size);
  block->indexes = take (reader, header->n_changes);
  block->types = take (reader, header->n_types * (gsize) TYPE_SIZE);
  return block->times != NULL && block->indexes != NULL && block->types != NULL
         && take (reader, header->n_chars) != NULL
         && take (reader, header->n_leaps * (time_size + 4)) != NULL
         && take (reader, header->n_isstd) != NULL && take (reader, header->n_isut) != NULL;
}

/* the last block of the file: with times of 64 bits from version 2 on */
static gboolean
read_best_block (Reader *reader, Block *block, gboolean *has_footer)
{
  Header header;

  if (!read_header (reader, &header) || !read_block (reader, &header, 4, block))
    return FALSE;
  *has_footer = header.version >= '2';
  return !*has_footer || (read_header (reader, &header) && read_block (reader, &header, 8, block));
}

static gboolean
read_offset (const Block *block, guint type, gint *offset)
{
  if (type >= block->n_types)
    return FALSE;
  *offset = (gint32) read_be32 (block->types + type * TYPE_SIZE);
  return ABS ((gint64) *offset) <= NUDGE_ZONE_OFFSET_MAX;
}

static gboolean
append_changes (const Block *block, GArray *changes, gint64 *last)
{
  const gint64 earliest = nudge_days_from_civil (1800, 1, 1) * 86400;
  const gint64 latest = nudge_days_from_civil (NUDGE_YEAR_MAX + 2, 1, 1) * 86400;

  for (guint32 i = 0; i < block->n_changes; i++)
    {
      NudgeZoneChange change = { CLAMP (read_time (block, i), earliest, latest), 0, 0 };

      if (!read_offset (block, block->indexes[i], &change.offset))
        return FALSE;
      *last = MAX (*last, change.at);
      g_array_append_val (changes, change);
    }
  return TRUE;
}

/* RFC 8536, 3.3: a TZ text between two newlines says how it goes on after the last change */
static gboolean
append_footer (Reader *reader, GArray *changes, gint64 last)
{
  const guint8 *end;
  gint offset;
  g_autofree char *text = NULL;

  if (reader->left < 2 || reader->data[0] != '\n')
    return FALSE;
  end = memchr (reader->data + 1, '\n', reader->left - 1);
  if (end == NULL)
    return FALSE;
  text = g_strndup ((const char *) reader->data + 1, (gsize) (end - reader->data - 1));
  return *text == '\0' || nudge_posix_zone_expand (text, last, &offset, changes);
}

NudgeZoneTable *
nudge_tzif_parse (const char *name, const guint8 *data, gsize length)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (NudgeZoneChange));
  Reader reader = { data, length };
  Block block;
  gboolean has_footer;
  gint first_offset;
  gint64 last = G_MININT64;

  if (!read_best_block (&reader, &block, &has_footer) || !read_offset (&block, 0, &first_offset)
      || !append_changes (&block, changes, &last)
      || (has_footer && !append_footer (&reader, changes, last)))
    return NULL;
  return nudge_zone_table_new (name, first_offset, changes);
}
