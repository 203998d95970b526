/**
 * What has been done, durably: the events of runs in the journal, the state they fold to, and the table of applied migrations.
 */
@NullMarked
package dev.dbmigrations.history;

import org.jspecify.annotations.NullMarked;
