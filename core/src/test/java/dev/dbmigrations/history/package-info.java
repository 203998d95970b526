/** Tests of the journal and what it folds to. */
@NullMarked
package dev.dbmigrations.history;

import org.jspecify.annotations.NullMarked;
