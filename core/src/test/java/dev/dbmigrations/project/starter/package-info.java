/** Promises about what a new migration begins with. */
@NullMarked
package dev.dbmigrations.project.starter;

import org.jspecify.annotations.NullMarked;
