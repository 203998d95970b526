/**
 * What to do instead: phases of steps, each with its lock, budget, undo and probe. A plan is data; nothing here touches a database.
 */
@NullMarked
package dev.dbmigrations.plan;

import org.jspecify.annotations.NullMarked;
