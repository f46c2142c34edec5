// Package whatif answers what would be: scenarios, assignments that are sent as
// tables, comparisons of two states, and proposals that close the gaps.
package whatif
