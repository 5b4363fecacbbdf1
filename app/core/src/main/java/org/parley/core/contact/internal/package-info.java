/// Queries over contacts and addresses, and their wiring.
@NullMarked
package org.parley.core.contact.internal;

import org.jspecify.annotations.NullMarked;
