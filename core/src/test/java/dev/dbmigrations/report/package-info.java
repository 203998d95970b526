/** Tests of what is told to people and programs. */
@NullMarked
package dev.dbmigrations.report;

import org.jspecify.annotations.NullMarked;
