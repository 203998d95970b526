/**
 * What a statement asks for: migrations, their statements, and the sealed family of changes. Owns no SQL parsing and no I/O.
 */
@NullMarked
package dev.dbmigrations.change;

import org.jspecify.annotations.NullMarked;
