/**
 * From text to tokens and statements, for every kind of SQL by its {@link dev.dbmigrations.dialect.LexicalRules}. Owns where one
 * statement ends and the next begins; what a statement means is its readers' business. Reads from a {@link java.io.Reader} that the
 * caller opens and closes, and touches nothing else.
 */
@NullMarked
package dev.dbmigrations.parse;

import org.jspecify.annotations.NullMarked;
