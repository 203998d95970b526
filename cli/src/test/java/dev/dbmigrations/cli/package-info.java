/** Proves the program from outside: what is typed, what is printed, what the shell is told. */
@NullMarked
package dev.dbmigrations.cli;

import org.jspecify.annotations.NullMarked;
