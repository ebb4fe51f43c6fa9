/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule list: all rules of the daemon, and the one that a command line names. */
#pragma once

#include "cli.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_rule_list_fetch: Returns: (transfer full) (element-type GVariant): rule records, or %NULL with an error */
GPtrArray *nudge_rule_list_fetch (NudgeCli *cli, GError **error);

/** nudge_rule_list_find: Returns: (transfer full): the record of the rule that the words of the command name */
GVariant *nudge_rule_list_find (NudgeCli *cli, GError **error);

G_END_DECLS
