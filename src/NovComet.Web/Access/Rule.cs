namespace NovComet.Web.Access;

/// <summary>Who may do what with some channels.</summary>
internal sealed record Rule(ChannelPattern[] Channels, Right Subscribe, Right Publish);
