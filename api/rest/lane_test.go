package rest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Turns go round the clients: who asked ten times waits for himself, and who had
// the last turn for who comes next.
func TestTurnsGoRoundTheClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := testLane(1)
		if err := l.Enter(t.Context(), "a", 1); err != nil {
			t.Fatal(err)
		}
		order := make(chan string, 20)
		ask := func(client string, times int) {
			for range times {
				go func() {
					if err := l.Enter(t.Context(), client, 1); err != nil {
						t.Error(err)
					}
					order <- client
					l.Give(1)
				}()
				synctest.Wait()
			}
		}
		ask("a", 5)
		ask("b", 1)
		ask("c", 2)
		l.Give(1)
		synctest.Wait()
		close(order)
		var got []string
		for client := range order {
			got = append(got, client)
		}
		if s := strings.Join(got, ""); s != "bcacaaaa" {
			t.Errorf("turns of %s", s)
		}
		if l.Free != 1 || len(l.ring) != 0 {
			t.Errorf("%d free, %d waiting", l.Free, len(l.ring))
		}
	})
}

// A turn is given back by who waited too long, and by who has gone, in whatever
// order the turn and the end come.
func TestTurnsOfThoseWhoLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := testLane(2)
		if err := l.Enter(t.Context(), "a", 2); err != nil {
			t.Fatal(err)
		}
		gone, leave := context.WithCancel(t.Context())
		answers := make(chan error, 3)
		go func() { answers <- l.Enter(gone, "b", 2) }()
		synctest.Wait()
		go func() { answers <- l.Enter(t.Context(), "b", 1) }()
		synctest.Wait()
		leave()
		if err := <-answers; !errors.Is(err, context.Canceled) {
			t.Errorf("who has gone: %v", err)
		}
		time.Sleep(2 * lanePatience)
		var p *Problem
		if err := <-answers; !errors.As(err, &p) || p.Type != TooBusy.Type {
			t.Errorf("who waited: %v", err)
		}
		l.Give(2)
		if err := l.Enter(gone, "b", 2); !errors.Is(err, context.Canceled) {
			t.Errorf("who had gone before: %v", err)
		}
		if l.Free != 2 || len(l.ring) != 0 {
			t.Errorf("%d free, %d waiting", l.Free, len(l.ring))
		}
	})
}

func testLane(room int64) *Lane { return newLane(room, lanePatience, "busy", "wait") }

func TestOneClientFillsNoLane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := testLane(1)
		if err := l.Enter(t.Context(), "a", 1); err != nil {
			t.Fatal(err)
		}
		for range mostWaiting {
			go func() {
				if err := l.Enter(t.Context(), "a", 1); err == nil {
					l.Give(1)
				}
			}()
		}
		synctest.Wait()
		var p *Problem
		if err := l.Enter(t.Context(), "a", 1); !errors.As(err, &p) || p.Type != TooBusy.Type {
			t.Errorf("one more of the same client: %v", err)
		}
		go l.Give(1)
		if err := l.Enter(t.Context(), "b", 1); err != nil {
			t.Errorf("another client: %v", err)
		}
		l.Give(1)
	})
}

// TestTurnComesBackAfterPanic: a fault of a computation, or of a form, that keeps a
// turn in a lane costs nobody the lane.
func TestTurnComesBackAfterPanic(t *testing.T) {
	server := &Server{Lanes: NewLanes()}
	stay := func(c *Request) (*Request, error) { return c, c.Stay(c.AdmitTo(server.Lanes.Dear)) }
	fault := func(*Request, *Request) (Answer, error) { panic("a fault") }
	for name, r := range map[string]*Route{
		"computation": {Resource: Computed(func(c *Request) (*Request, error) {
			if _, err := stay(c); err != nil {
				return nil, err
			}
			panic("a fault")
		}, JSON("", fault))},
		"form": {Resource: Computed(stay, JSON("", fault))},
	} {
		c := &Request{Ctx: t.Context(), Server: server, Route: r, As: AsJSON(""), Shares: -1}
		c.Call = c
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			_, _ = r.answer(c)
		}()
		if free := server.Lanes.Dear.Free; free != 1 {
			t.Errorf("%s: %d turns are free, want 1", name, free)
		}
	}
}
