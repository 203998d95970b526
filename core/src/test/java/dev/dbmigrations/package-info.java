/** What the tests of all packages share. */
@NullMarked
package dev.dbmigrations;

import org.jspecify.annotations.NullMarked;
