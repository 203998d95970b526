/** What the test kit promises to the tests that use it. */
@NullMarked
package dev.dbmigrations.embedded.testkit;

import org.jspecify.annotations.NullMarked;
