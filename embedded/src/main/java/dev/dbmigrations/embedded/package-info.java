/**
 * Real PostgreSQL, MariaDB and MySQL servers started from Maven artefacts: unpacked once per user, started in a fraction
 * of a second, found again after a crash. This package owns the processes and the data folders; callers own their
 * connections, and close what they opened.
 */
@NullMarked
package dev.dbmigrations.embedded;

import org.jspecify.annotations.NullMarked;
