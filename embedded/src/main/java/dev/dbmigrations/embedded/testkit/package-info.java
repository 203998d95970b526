/**
 * Databases for tests: one server per product, version and JVM, a fresh database per test, servers that may be killed,
 * and a proxy that breaks connections. Nothing of it outlives the JVM, however that ends.
 */
@NullMarked
package dev.dbmigrations.embedded.testkit;

import org.jspecify.annotations.NullMarked;
