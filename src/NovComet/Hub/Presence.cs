using System.Collections.Concurrent;
using System.Collections.Immutable;
using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>Which users are on which channel, and who is connected at all, as far as this process holds them.</summary>
internal sealed class Presence : IDisposable
{
    private readonly ConcurrentDictionary<ChannelName, ImmutableSortedSet<string>> _users = new();
    private readonly Attendance<Seat> _seats;
    private readonly Attendance<Visitor> _visitors;
    private readonly ApplicationEvents _events;
    private long _connections;

    public Presence(TimeSpan grace, TimeProvider time, ApplicationEvents events)
    {
        _events = events;
        _seats = new Attendance<Seat>(grace, time, Join, Leave);
        _visitors = new Attendance<Visitor>(grace, time, events.Connected, events.Disconnected);
    }

    /// <summary>The users on a channel, each once, in the order of their ids.</summary>
    public IReadOnlyCollection<string> UsersOf(ChannelName channel) => _users.GetValueOrDefault(channel, []);

    /// <summary>The visit of a subscriber.</summary>
    /// <param name="user">The user's id, if it is known.</param>
    /// <param name="session">The session's id, if it has one.</param>
    /// <param name="lifetime">Whether it polls: polls of nobody in particular cannot be told apart, and are no visits.</param>
    public Visit? VisitOf(string? user, string? session, Lifetime lifetime)
    {
        bool isAnonymous = user is null && session is null;
        if (isAnonymous && (lifetime == Lifetime.Poll || !_events.HasConnectionHandlers)) return null;
        return new Visit(this, new Visitor(user, session, isAnonymous ? Interlocked.Increment(ref _connections) : 0));
    }

    public void Enter(Visitor visitor) => _visitors.Enter(visitor);

    public void Exit(Visitor visitor) => _visitors.Leave(visitor);

    public void TakeSeat(ChannelName channel, string user) => _seats.Enter(new Seat(channel, user));

    public void LeaveSeat(ChannelName channel, string user) => _seats.Leave(new Seat(channel, user));

    public void Dispose()
    {
        _seats.Dispose();
        _visitors.Dispose();
    }

    private void Join(Seat seat)
    {
        _users.AddOrUpdate(seat.Channel, _ => [seat.User], (_, users) => users.Add(seat.User));
        _events.Joined(seat.Channel, seat.User);
    }

    private void Leave(Seat seat)
    {
        ImmutableSortedSet<string> left = _users.AddOrUpdate(seat.Channel, _ => [], (_, users) => users.Remove(seat.User));
        if (left.IsEmpty) _users.TryRemove(seat.Channel, out _);
        _events.Left(seat.Channel, seat.User);
    }

    private readonly record struct Seat(ChannelName Channel, string User);
}
