/**
 * What is dangerous about a change on this database, and why. Rules are discovered; callers bring the schema.
 */
@NullMarked
package dev.dbmigrations.analyze;

import org.jspecify.annotations.NullMarked;
