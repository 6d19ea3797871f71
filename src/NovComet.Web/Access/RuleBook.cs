using NovComet.AspNetCore.Authorization;
using NovComet.Channels;

namespace NovComet.Web.Access;

/// <summary>
/// The rules, of which the first that matches a channel decides. Of a channel that none matches: without any rule everybody may subscribe,
/// with rules nobody; publish may whoever has a key, and everybody where there are neither rules nor keys. Reserved channels that
/// no rule names keep their own rules for subscribers, and are closed to publishers without a key for them.
/// </summary>
internal sealed class RuleBook(IReadOnlyList<Rule> rules, KeyRing keys)
{
    /// <summary>Whether everything is open that is not reserved.</summary>
    public bool IsOpen => rules.Count == 0 && keys.Count == 0;

    public bool Allows(Asker asker, CometChannel asked) =>
        asked.Action == CometAction.Subscribe ? MaySubscribe(asker, asked.Channel) : MayPublish(asker, asked.Channel);

    private bool MaySubscribe(Asker asker, ChannelName channel) =>
        RuleFor(channel) is { } rule ? rule.Subscribe.Covers(asker) : rules.Count == 0 || channel.IsReserved;

    private bool MayPublish(Asker asker, ChannelName channel)
    {
        if (asker.Key is { } key && !key.Reaches(channel)) return false;
        return RuleFor(channel) is { } rule
            ? rule.Publish.Covers(asker)
            : asker.Key?.Opens(channel) ?? (IsOpen && !channel.IsReserved);
    }

    private Rule? RuleFor(ChannelName channel) => rules.FirstOrDefault(rule => rule.Channels.Any(pattern => pattern.Matches(channel)));
}
