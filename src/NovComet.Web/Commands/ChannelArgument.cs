using System.CommandLine;
using System.CommandLine.Parsing;
using NovComet.Channels;

namespace NovComet.Web.Commands;

/// <summary>The channels that a command is about, all of them checked before it begins.</summary>
internal static class ChannelArgument
{
    public static Argument<string[]> Create(string description)
    {
        var channels = new Argument<string[]>("CHANNEL") { Arity = ArgumentArity.OneOrMore, Description = description };
        channels.Validators.Add(Check);
        return channels;
    }

    public static Argument<string> CreateOne(string description)
    {
        var channel = new Argument<string>("CHANNEL") { Description = description };
        channel.Validators.Add(Check);
        return channel;
    }

    private static void Check(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (!ChannelName.TryParse(token.Value, out _, out string? mistake)) result.AddError(mistake);
        }
    }
}
