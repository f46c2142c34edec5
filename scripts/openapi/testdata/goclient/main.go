// Command goclient asks a service what its users ask, by a client that was
// generated from the OpenAPI document. Its package client is made by the test.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"goclient/client"
)

func main() {
	log.SetFlags(0)
	c, err := client.NewClientWithResponses(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := ask(c); err != nil {
		log.Fatal(err)
	}
}

// ask prints the neighbourhoods covered on a day, and a gap that is found again
// alone by its id.
func ask(c *client.ClientWithResponses) error {
	ctx := context.Background()
	day := "2017-03-16"
	coverage, err := c.GetCoverageWithResponse(ctx, &client.GetCoverageParams{Datetime: &day})
	if err != nil {
		return err
	}
	gaps, err := c.ListGapsWithResponse(ctx, &client.ListGapsParams{Datetime: &day})
	if err != nil {
		return err
	}
	first := gaps.ApplicationgeoJSON200.Features[0]
	gap, err := c.GetItemOfGapsWithResponse(ctx, first.Id, &client.GetItemOfGapsParams{Datetime: &day})
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"covered": coverage.JSON200.Totals.Neighbourhoods.Covered,
		"gap":     gap.ApplicationgeoJSON200.Id,
		"of":      first.Id,
	})
}
