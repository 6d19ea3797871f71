using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>One subscriber on one channel: its cursor into what the channel keeps. All but the constructor is called under the topic's lock.</summary>
internal sealed class Registration(Subscriber subscriber, Topic topic, Subscription subscription)
{
    private bool _isArmed;
    private bool _isTold;
    private bool _isOwedAnAnswer;

    public Subscriber Subscriber { get; } = subscriber;

    public Topic Topic { get; } = topic;

    public Subscription Subscription { get; } = subscription;

    /// <summary>Its place in the topic's list.</summary>
    public int Index { get; set; }

    /// <summary>How many looks had begun when it was registered.</summary>
    public long LooksBefore { get; set; }

    /// <summary>The stamp up to which the subscriber has the channel.</summary>
    public Stamp Has { get; private set; }

    /// <summary>Settles what the subscriber has, by what it says and what its look found. Whatever differs from that is news from now on.</summary>
    public void Arm(ChannelTail tail, long now, long watched)
    {
        Position position = Subscription.Position;
        bool hasChanged = ChangeRules.HasChanged(position, tail.Stamp, now, watched);
        Has = position.Kind switch
        {
            PositionKind.Stamp => position.Stamp,
            PositionKind.Last or PositionKind.Earliest => tail.Before(position.MessageCount),
            PositionKind.Clock when hasChanged && !ChangeRules.IsAhead(position, now) => tail.At(position.ClockMicroseconds - ChangeRules.FileTimeLag),
            _ => tail.Stamp,
        };
        _isOwedAnAnswer = hasChanged && Has == tail.Stamp;
        _isArmed = true;
    }

    /// <summary>Tells what the topic's newest look found.</summary>
    /// <returns>Whether the subscriber has to be woken: not where it was, and has not looked since.</returns>
    public bool Tell(ChannelTail tail)
    {
        if (!_isArmed || _isTold || tail.Stamp == Has) return false;
        _isTold = true;
        return true;
    }

    /// <summary>Takes the news, which the subscriber then has.</summary>
    public ChannelNews? TakeNews(ChannelTail tail)
    {
        _isTold = false;
        if (!_isArmed) return null;
        ChannelNews? news = tail.NewsSince(Has) ?? (_isOwedAnAnswer ? tail.Anchor() : null);
        _isOwedAnAnswer = false;
        if (news is not null) Has = news.Stamp;
        return news?.Under(Subscription.Name);
    }
}
