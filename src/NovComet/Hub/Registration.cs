using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>One subscriber on one channel. All but the constructor is called under the topic's lock.</summary>
internal sealed class Registration(Subscriber subscriber, Topic topic)
{
    private Stamp _has;
    private bool _isArmed;
    private ChannelEvent? _news;

    public Subscriber Subscriber { get; } = subscriber;

    public Topic Topic { get; } = topic;

    /// <summary>Its place in the topic's list.</summary>
    public int Index { get; set; }

    /// <summary>How many refreshes the topic had finished when the subscriber was registered.</summary>
    public int RefreshesBefore { get; set; }

    /// <summary>Sets the stamp that the subscriber has: any other one, from now on, is news.</summary>
    public void Arm(Stamp has)
    {
        _has = has;
        _isArmed = true;
    }

    /// <summary>Tells what the topic's newest refresh found.</summary>
    /// <returns>Whether that is news, so that the subscriber has to be woken.</returns>
    public bool Tell(ChannelEvent found)
    {
        if (!_isArmed) return false;
        ChannelEvent? untaken = _news;
        _news = found.Stamp == _has ? null : found;

        // Whoever told it the same before also wakes for it.
        return _news is not null && _news.Stamp != untaken?.Stamp;
    }

    /// <summary>Takes the news, which the subscriber then has.</summary>
    public ChannelEvent? TakeNews()
    {
        ChannelEvent? news = _news;
        if (news is not null) _has = news.Stamp;
        _news = null;
        return news;
    }

    /// <summary>The stamp that the subscriber has.</summary>
    public Stamp Has => _has;
}
