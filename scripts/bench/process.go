package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a running program under measure.
type process struct {
	command *exec.Cmd
	started time.Time
	base    string // "http://127.0.0.1:41234"
	stderr  *bytes.Buffer
	ended   chan error
}

const (
	startLimit = 60 * time.Second
	stopLimit  = 15 * time.Second
)

var address = regexp.MustCompile(`https?://[^\s/]+:\d+`)

// launch starts the program and waits until it prints where it listens.
func launch(ctx context.Context, binary string, args []string) (*process, error) {
	p := &process{command: exec.CommandContext(ctx, binary, args...), stderr: new(bytes.Buffer), ended: make(chan error, 1)}
	p.command.Stderr = p.stderr
	stdout, printed := io.Pipe()
	p.command.Stdout = printed
	p.started = time.Now()
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(stdout)
		for lines.Scan() {
			if base := address.FindString(lines.Text()); base != "" {
				found <- base
				break
			}
		}
		_, _ = io.Copy(io.Discard, stdout) // the program must never block on it
	}()
	go func() {
		err := p.command.Wait()
		_ = printed.Close()
		p.ended <- err
	}()
	select {
	case p.base = <-found:
		return p, nil
	case err := <-p.ended:
		return nil, fmt.Errorf("ended before it listened: %w\n%s", err, p.stderr)
	case <-time.After(startLimit):
		_ = p.command.Process.Kill()
		return nil, fmt.Errorf("printed no address within %s (%w)\n%s", startLimit, <-p.ended, p.stderr)
	}
}

// waitReady polls /readyz until it answers 200.
func (p *process) waitReady(ctx context.Context) error {
	for time.Since(p.started) < startLimit {
		if p.get(ctx, "/readyz") == nil {
			return nil
		}
		if err := pause(ctx, time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("not ready within %s", startLimit)
}

func (p *process) get(ctx context.Context, path string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+path, http.NoBody)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, response.Status)
	}
	return nil
}

// settledMemory returns the resident memory in MB once it has stopped moving by
// more than one percent over two seconds, and its peak since the start.
func (p *process) settledMemory(ctx context.Context) (steady, peak float64, err error) {
	const patience = 15
	for range patience {
		before, _, err := p.memory()
		if err != nil {
			return 0, 0, err
		}
		if err := pause(ctx, 2*time.Second); err != nil {
			return 0, 0, err
		}
		if steady, peak, err = p.memory(); err != nil {
			return 0, 0, err
		}
		if math.Abs(steady-before) < before/100 {
			break
		}
	}
	return steady, peak, nil
}

// memory reads the resident memory and its peak from Linux, in MB (10^6 bytes).
func (p *process) memory() (resident, peak float64, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, 0, fmt.Errorf("memory is read from /proc, which only Linux has: %w", err)
	}
	for text := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(text, ":")
		if name != "VmRSS" && name != "VmHWM" {
			continue
		}
		kibibytes, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
		if err != nil {
			return 0, 0, fmt.Errorf("/proc status, %s: %w", name, err)
		}
		if name == "VmRSS" {
			resident = kibibytes * 1024 / 1e6
		} else {
			peak = kibibytes * 1024 / 1e6
		}
	}
	return resident, peak, nil
}

// stop asks the program to end and waits until it has; it must end cleanly.
func (p *process) stop() error {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case err := <-p.ended:
		if err != nil {
			return fmt.Errorf("did not end cleanly on SIGTERM: %w\n%s", err, p.stderr)
		}
		return nil
	case <-time.After(stopLimit):
		_ = p.command.Process.Kill()
		return fmt.Errorf("still running %s after SIGTERM", stopLimit)
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
