/**
 * The safety rules, one class per harm.
 */
@NullMarked
package dev.dbmigrations.analyze.rules;

import org.jspecify.annotations.NullMarked;
