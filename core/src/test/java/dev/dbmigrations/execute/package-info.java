/** Tests that carry plans out on real servers, and break them off wherever that is possible. */
@NullMarked
package dev.dbmigrations.execute;

import org.jspecify.annotations.NullMarked;
