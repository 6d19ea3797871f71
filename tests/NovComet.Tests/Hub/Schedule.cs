namespace NovComet.Tests.Hub;

/// <summary>
/// One order of steps out of all that are possible. <see cref="ExploreAsync"/> runs a scenario again and again, until each order has had its turn.
/// </summary>
internal sealed class Schedule
{
    private readonly List<(int Chosen, int Of)> _choices = [];
    private readonly List<string> _steps = [];
    private int _depth;

    /// <summary>Runs a scenario in every order; a failure is reported with the steps that led to it.</summary>
    /// <returns>How many orders there are.</returns>
    public static async Task<int> ExploreAsync(Func<Schedule, Task> scenario)
    {
        var schedule = new Schedule();
        int orders = 0;
        do
        {
            schedule._depth = 0;
            schedule._steps.Clear();
            try
            {
                await scenario(schedule);
            }
            catch (Exception error)
            {
                throw new AssertFailedException($"{string.Join(" → ", schedule._steps)}: {error.Message}", error);
            }

            orders++;
        }
        while (schedule.Advance());
        return orders;
    }

    /// <summary>Picks one of the steps that could come next.</summary>
    public string Choose(IReadOnlyList<string> steps)
    {
        if (_depth == _choices.Count) _choices.Add((0, steps.Count));
        (int chosen, int of) = _choices[_depth++];
        Assert.AreEqual(of, steps.Count, "The scenario has to go the same way whenever the same steps are chosen.");
        _steps.Add(steps[chosen]);
        return steps[chosen];
    }

    private bool Advance()
    {
        while (_choices.Count > 0)
        {
            (int chosen, int of) = _choices[^1];
            _choices.RemoveAt(_choices.Count - 1);
            if (chosen + 1 == of) continue;
            _choices.Add((chosen + 1, of));
            return true;
        }

        return false;
    }
}
