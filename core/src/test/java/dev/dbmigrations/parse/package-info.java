/** Tests of where statements begin and end. */
@NullMarked
package dev.dbmigrations.parse;

import org.jspecify.annotations.NullMarked;
