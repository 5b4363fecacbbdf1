/// What the providers accepted, so that a test can prove that nobody got a message twice.
@NullMarked
package org.parley.sandbox.received;

import org.jspecify.annotations.NullMarked;
