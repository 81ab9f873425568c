#!/usr/bin/env node
import '../dist/specwright.js'
