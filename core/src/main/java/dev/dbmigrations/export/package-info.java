/**
 * Work written down for others to do without this program: scripts that take a migration back, and the page that says how to
 * use them. Owns their words and their order; what is particular to a server comes from {@code dialect}.
 */
@NullMarked
package dev.dbmigrations.export;

import org.jspecify.annotations.NullMarked;
