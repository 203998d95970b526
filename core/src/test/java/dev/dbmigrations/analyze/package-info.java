/** Tests of the examination of migrations. */
@NullMarked
package dev.dbmigrations.analyze;

import org.jspecify.annotations.NullMarked;
