/// Tests of contacts.
@NullMarked
package org.parley.core.contact;

import org.jspecify.annotations.NullMarked;
