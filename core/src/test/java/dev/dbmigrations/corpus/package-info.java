/** The corpus in {@code cases/}: what the tool does, by example, held to real servers. */
@NullMarked
package dev.dbmigrations.corpus;

import org.jspecify.annotations.NullMarked;
