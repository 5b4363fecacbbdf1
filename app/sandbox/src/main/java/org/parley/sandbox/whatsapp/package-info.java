/// The WhatsApp Cloud API as its users see it.
@NullMarked
package org.parley.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
