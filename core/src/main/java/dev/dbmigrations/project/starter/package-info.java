/**
 * What a new migration begins with: SQL where its name says what is meant, a commented skeleton where it does not. Owns the reading
 * of names and of columns given on the command line; how a database writes the SQL comes in through its dialect.
 */
@NullMarked
package dev.dbmigrations.project.starter;

import org.jspecify.annotations.NullMarked;
