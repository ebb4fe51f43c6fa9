/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stand-in for the daemon: says what a file tells it to, logs what it is asked, and changes on command. */
#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "org.nudged.Nudged1"
#define PATH "/org/nudged/Nudged1"
#define NUDGE NAME ".Nudge"

/* Beside the interface of the project: the object manager, and the strings that a test pulls. */
static const char more_xml[] =
    "<node>"
    "<interface name='org.freedesktop.DBus.ObjectManager'>"
    "<method name='GetManagedObjects'><arg type='a{oa{sa{sv}}}' direction='out'/></method></interface>"
    "<interface name='org.nudged.Test'>"
    "<method name='SetProperties'><arg type='a{sv}' direction='in'/></method>"
    "<method name='SetNudge'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>"
    "<method name='RemoveNudge'><arg type='s' direction='in'/></method>"
    "<method name='Emit'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='v' direction='in'/>"
    "</method>"
    "</interface></node>";

typedef struct {
  GDBusConnection *bus;
  GDBusNodeInfo *node;
  GDBusNodeInfo *more;
  GKeyFile *data;
  GHashTable *properties; /* name -> GVariant */
  GHashTable *nudges;     /* number -> GVariant a{sv} */
  GHashTable *registered; /* number -> id of the object */
  GMainLoop *loop;
  gboolean silent; /* keeps no log of what it was asked */
} Fake;

static GVariant *
parse (const char *text, const GVariantType *type)
{
  g_autoptr(GError) error = NULL;
  GVariant *value = g_variant_parse (type, text, NULL, NULL, &error);

  if (value == NULL)
    g_error ("%s in %s", error->message, text);
  return value;
}

static void
load_group (Fake *fake, const char *group, GHashTable *table)
{
  g_auto(GStrv) keys = g_key_file_get_keys (fake->data, group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_value (fake->data, group, keys[i], NULL);

      g_hash_table_insert (table, g_strdup (keys[i]),
                           parse (text, table == fake->nudges ? G_VARIANT_TYPE_VARDICT : NULL));
    }
}

static GVariant *
managed_objects (Fake *fake)
{
  g_auto(GVariantBuilder) objects = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{oa{sa{sv}}}"));
  GHashTableIter iter;
  gpointer id;
  gpointer nudge;

  g_hash_table_iter_init (&iter, fake->nudges);
  while (g_hash_table_iter_next (&iter, &id, &nudge))
    {
      g_autofree char *path = g_strconcat (PATH "/nudge/", id, NULL);

      g_variant_builder_open (&objects, G_VARIANT_TYPE ("{oa{sa{sv}}}"));
      g_variant_builder_add (&objects, "o", path);
      g_variant_builder_open (&objects, G_VARIANT_TYPE ("a{sa{sv}}"));
      g_variant_builder_add (&objects, "{s@a{sv}}", NUDGE, nudge);
      g_variant_builder_close (&objects);
      g_variant_builder_close (&objects);
    }
  return g_variant_builder_end (&objects);
}

static void
emit (Fake *fake, const char *path, const char *full_name, GVariant *arguments)
{
  const char *dot = strrchr (full_name, '.');
  g_autofree char *interface = g_strndup (full_name, (gsize) (dot - full_name));

  g_dbus_connection_emit_signal (fake->bus, NULL, path, interface, dot + 1, arguments, NULL);
}

static void
emit_changed (Fake *fake, const char *path, const char *interface, GVariant *changes)
{
  emit (fake, path, "org.freedesktop.DBus.Properties.PropertiesChanged",
        g_variant_new ("(s@a{sv}as)", interface, changes, NULL));
}

static void
set_properties (Fake *fake, GVariant *changes)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, changes);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_hash_table_insert (fake->properties, g_strdup (name), g_variant_ref (value));
  emit_changed (fake, PATH, NAME, changes);
}

static void register_nudge (Fake *fake, const char *id);

static void
set_nudge (Fake *fake, const char *id, GVariant *properties)
{
  g_autofree char *path = g_strconcat (PATH "/nudge/", id, NULL);
  g_auto(GVariantBuilder) interfaces = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{sv}}"));
  gboolean is_new = !g_hash_table_contains (fake->nudges, id);

  g_hash_table_insert (fake->nudges, g_strdup (id), g_variant_ref (properties));
  if (!is_new)
    {
      emit_changed (fake, path, NUDGE, properties);
      return;
    }
  register_nudge (fake, id);
  g_variant_builder_add (&interfaces, "{s@a{sv}}", NUDGE, properties);
  emit (fake, PATH, "org.freedesktop.DBus.ObjectManager.InterfacesAdded",
        g_variant_new ("(oa{sa{sv}})", path, &interfaces));
}

static void
remove_nudge (Fake *fake, const char *id)
{
  g_autofree char *path = g_strconcat (PATH "/nudge/", id, NULL);
  const char *interfaces[] = { NUDGE, NULL };
  guint registered = GPOINTER_TO_UINT (g_hash_table_lookup (fake->registered, id));

  g_dbus_connection_unregister_object (fake->bus, registered);
  g_hash_table_remove (fake->registered, id);
  g_hash_table_remove (fake->nudges, id);
  emit (fake, PATH, "org.freedesktop.DBus.ObjectManager.InterfacesRemoved",
        g_variant_new ("(o^as)", path, interfaces));
}

static void
control (Fake *fake, const char *method, GVariant *arguments)
{
  g_autoptr(GVariant) second = NULL;
  const char *id = NULL;
  const char *name = NULL;

  if (g_str_equal (method, "SetProperties"))
    {
      second = g_variant_get_child_value (arguments, 0);
      set_properties (fake, second);
    }
  else if (g_str_equal (method, "SetNudge"))
    {
      g_variant_get (arguments, "(&s@a{sv})", &id, &second);
      set_nudge (fake, id, second);
    }
  else if (g_str_equal (method, "RemoveNudge"))
    {
      g_variant_get (arguments, "(&s)", &id);
      remove_nudge (fake, id);
    }
  else
    {
      g_variant_get (arguments, "(&s&sv)", &id, &name, &second);
      emit (fake, id, name, second);
    }
}

/* A file that was passed may itself be the answer, as GVariant text. */
static GVariant *
answer_of_file (Fake *fake, GDBusMethodInvocation *invocation)
{
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);
  GUnixFDList *fds = g_dbus_message_get_unix_fd_list (message);
  int fd = fds == NULL ? -1 : g_unix_fd_list_get (fds, 0, NULL);
  gsize size = fd < 0 ? 0 : (gsize) lseek (fd, 0, SEEK_END);
  g_autofree char *text = g_malloc0 (size + 1);
  gssize n = fd < 0 ? 0 : pread (fd, text, size, 0);

  if (fd >= 0)
    close (fd);
  if (!fake->silent)
    printf ("  file of %" G_GSSIZE_FORMAT " bytes\n", n);
  if (n <= 0 || (text[0] != '[' && text[0] != '@'))
    return NULL;
  return g_variant_ref_sink (g_variant_new ("(@aa{sv})", parse (text, G_VARIANT_TYPE ("aa{sv}"))));
}

static void
answer (Fake *fake, const char *method, GDBusMethodInvocation *invocation)
{
  g_autofree char *text = g_key_file_get_value (fake->data, "replies", method, NULL);
  g_autoptr(GVariant) of_file = g_str_equal (method, "Preview") ? answer_of_file (fake, invocation) : NULL;

  fflush (stdout); /* who has the answer can read the log */

  if (of_file != NULL)
    g_dbus_method_invocation_return_value (invocation, of_file);
  else if (text == NULL)
    g_dbus_method_invocation_return_value (invocation, NULL);
  else if (text[0] == '!')
    {
      g_auto(GStrv) parts = g_strsplit (text + 1, " ", 2);
      g_autofree char *name = strchr (parts[0], '.') != NULL ? g_strdup (parts[0])
                                                             : g_strconcat (NAME ".Error.", parts[0], NULL);

      g_dbus_method_invocation_return_dbus_error (invocation, name, parts[1]);
    }
  else
    g_dbus_method_invocation_return_value (invocation, parse (text, NULL));
}

static void
on_call (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  Fake *fake = data;
  g_autofree char *printed = g_variant_print (arguments, FALSE);

  if (g_str_equal (interface, "org.nudged.Test"))
    {
      control (fake, method, arguments);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  if (g_str_equal (method, "GetManagedObjects"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(@a{oa{sa{sv}}})", managed_objects (fake)));
      return;
    }
  if (!fake->silent)
    printf ("%s %s %.2000s\n", path + strlen (PATH), method, printed); /* a pipe takes only so much */
  answer (fake, method, invocation);
}

static GVariant *
on_get (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
        GError **error, gpointer data)
{
  Fake *fake = data;
  GVariant *value = g_hash_table_lookup (fake->properties, name);

  if (g_str_has_prefix (path, PATH "/nudge/"))
    return g_variant_lookup_value (g_hash_table_lookup (fake->nudges, path + strlen (PATH "/nudge/")), name, NULL);
  return value == NULL ? NULL : g_variant_ref (value);
}

static const GDBusInterfaceVTable vtable = { on_call, on_get, NULL, { NULL } };

static guint
register_at (Fake *fake, const char *path, GDBusInterfaceInfo *interface)
{
  g_autoptr(GError) error = NULL;
  guint id = g_dbus_connection_register_object (fake->bus, path, interface, &vtable, fake, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
register_nudge (Fake *fake, const char *id)
{
  g_autofree char *path = g_strconcat (PATH "/nudge/", id, NULL);
  guint registered = register_at (fake, path, g_dbus_node_info_lookup_interface (fake->node, NUDGE));

  g_hash_table_insert (fake->registered, g_strdup (id), GUINT_TO_POINTER (registered));
}

static void
register_all (Fake *fake)
{
  GHashTableIter iter;
  gpointer id;

  register_at (fake, PATH, g_dbus_node_info_lookup_interface (fake->node, NAME));
  register_at (fake, PATH, g_dbus_node_info_lookup_interface (fake->node, NAME ".Journal"));
  register_at (fake, PATH, fake->more->interfaces[0]);
  register_at (fake, PATH, fake->more->interfaces[1]);
  g_hash_table_iter_init (&iter, fake->nudges);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    register_nudge (fake, id);
}

static void
on_name_acquired (GDBusConnection *bus, const char *name, gpointer data)
{
  printf ("ready\n");
  fflush (stdout);
}

static gboolean
on_terminate (gpointer data)
{
  g_main_loop_quit (((Fake *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
read_files (Fake *fake, const char *xml_file, const char *data_file)
{
  g_autofree char *xml = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (xml_file, &xml, NULL, &error);
  g_assert_no_error (error);
  fake->node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  fake->more = g_dbus_node_info_new_for_xml (more_xml, &error);
  g_assert_no_error (error);
  fake->data = g_key_file_new ();
  g_key_file_load_from_file (fake->data, data_file, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  load_group (fake, "properties", fake->properties);
  load_group (fake, "nudges", fake->nudges);
}

int
main (int argc, char **argv)
{
  Fake fake = { NULL };
  g_autoptr(GError) error = NULL;

  if (argc < 3)
    g_error ("Usage: fake-daemon INTERFACE.xml DATA.ini [silent]");
  fake.silent = argc > 3;
  fake.properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  fake.nudges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  fake.registered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_files (&fake, argv[1], argv[2]);
  fake.bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  register_all (&fake);
  fake.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, on_terminate, &fake);
  g_bus_own_name_on_connection (fake.bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_name_acquired, NULL, NULL, NULL);
  g_main_loop_run (fake.loop);
  g_main_loop_unref (fake.loop);
  g_hash_table_unref (fake.properties);
  g_hash_table_unref (fake.nudges);
  g_hash_table_unref (fake.registered);
  g_dbus_node_info_unref (fake.node);
  g_dbus_node_info_unref (fake.more);
  g_key_file_unref (fake.data);
  g_object_unref (fake.bus);
  return 0;
}
