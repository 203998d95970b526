/** The promises of the front page, on tables with writers at work and on processes that are killed. */
@NullMarked
package dev.dbmigrations.acceptance;

import org.jspecify.annotations.NullMarked;
