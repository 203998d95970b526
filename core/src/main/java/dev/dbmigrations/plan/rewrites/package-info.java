/**
 * The rewrites, one class per change: the safe sequence for it.
 */
@NullMarked
package dev.dbmigrations.plan.rewrites;

import org.jspecify.annotations.NullMarked;
