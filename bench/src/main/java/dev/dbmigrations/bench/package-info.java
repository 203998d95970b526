/**
 * Benchmarks: the program beside other ways to the same end, on one server, in one run.
 *
 * <p>Owns the servers it starts, their data, and the foreground that works on them meanwhile. Uses the program from
 * outside only, as an operator does; nothing else of the product knows of this package.
 */
@NullMarked
package dev.dbmigrations.bench;

import org.jspecify.annotations.NullMarked;
