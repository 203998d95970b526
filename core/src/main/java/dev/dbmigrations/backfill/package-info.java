/**
 * How rows move: batches along a key, each committed with its journal entry, their size and speed steered by what the server bears.
 */
@NullMarked
package dev.dbmigrations.backfill;

import org.jspecify.annotations.NullMarked;
