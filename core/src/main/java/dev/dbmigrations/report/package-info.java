/**
 * What is told to people and to other programs: analyses, plans and rules as text and as JSON. Owns the words and their
 * order; knows nothing of terminals and colours.
 */
@NullMarked
package dev.dbmigrations.report;

import org.jspecify.annotations.NullMarked;
