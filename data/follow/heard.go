package follow

import (
	"errors"
	"time"
)

// Heard learns how the source answers: nil where it does, each time it is asked.
func (f *Follower) Heard(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		f.answered()
		return
	}
	if !f.silent {
		f.log.Warn("nothing new can be had from the database; what serves goes on serving", "reason", err)
		if f.service.Current() == nil && f.say != nil {
			f.say("waiting for the database: %v", err)
		}
	}
	f.silent, f.empty = true, 0
	f.nudge()
	reason := "the database does not answer" // the log says why: an address is nobody's business
	if f.refused != nil && f.refused(err) {
		reason = "the database refuses what is asked of it"
	}
	f.service.Stale(f.since, reason)
}

// answered ends the silence of the source. What serves is current unless a
// generation is still to be loaded.
func (f *Follower) answered() {
	if f.silent {
		f.log.Info("the database answers again")
	}
	f.silent, f.since = false, time.Now()
	if f.pending != "" {
		return
	}
	f.service.Fresh() // as far as nothing can be, where nothing serves
	if f.service.Current() == nil {
		f.hint()
	}
}

// hint says, the second time that nothing is in service, what to do about it: at
// first the source may be about to tell.
func (f *Follower) hint() {
	f.empty++
	if f.empty != 2 {
		return
	}
	err := errors.New("no generation is in service yet: maillage import with --activate makes one")
	f.service.Fail(err, time.Now())
	if f.say != nil {
		f.say("waiting: %v", err)
	}
}
