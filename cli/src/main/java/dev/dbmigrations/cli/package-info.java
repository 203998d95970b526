/**
 * The program: reads what was typed, calls the library and tells the person or the script what came of it. Owns words,
 * streams and exit codes; what is done to a database is the library's business.
 */
@NullMarked
package dev.dbmigrations.cli;

import org.jspecify.annotations.NullMarked;
